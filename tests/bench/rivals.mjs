// SPDX-License-Identifier: GPL-3.0-or-later
// What callfloor is compared with, on packages from npm:
//   node rivals.mjs NPM_FOLDER express|ws
// Prints `PORT n` and, for express, `TOKEN t`. Ends with its standard input.
import { createRequire } from "node:module";
import { createServer } from "node:http";

const [, , npmFolder, what] = process.argv;
const require = createRequire(npmFolder + "/");
process.env.NODE_ENV = "production";
process.stdin.resume().on("end", () => process.exit(0));

function express() {
  const jwt = require("jsonwebtoken");
  const secret = "a-secret-that-signs-tokens-of-the-bench";
  const user = { id: "018f2f3e-6f5e-7bb4-9a4e-1b2c3d4e5f60", email: "s@bench.example", name: "S", role: "SUPERVISOR" };
  const users = new Map([[user.id, user]]);
  const app = require("express")();
  const signedIn = (request, reply, next) => {
    try {
      const { sub } = jwt.verify((request.headers.authorization ?? "").replace(/^Bearer /, ""), secret, { algorithms: ["HS256"] });
      request.user = users.get(sub);
      next();
    } catch {
      reply.status(401).json({ error: "Sign in first." });
    }
  };
  app.get("/api/auth/me", signedIn, (request, reply) => reply.json({ user: request.user }));
  console.log(`TOKEN ${jwt.sign({ sub: user.id, role: user.role }, secret, { expiresIn: "24h" })}`);
  return createServer(app);
}

// Speaks as much Socket.IO as the bench's clients need, so that both servers are met by the same clients.
function ws() {
  const { WebSocketServer } = require("ws");
  const server = createServer((request, reply) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const text = `42["callUpdate",{"customerNumber":"${Buffer.concat(parts)}","fill":"`.padEnd(397, "x") + '"}]';
      for (const client of sockets.clients) client.send(text);
      const body = '{"received":true}';
      reply.writeHead(200, { "Content-Length": body.length }).end(body);
    });
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on("connection", (socket) => {
    socket.on("message", () => socket.send('40{"sid":"y"}'));
    socket.send('0{"sid":"x"}');
  });
  return server;
}

const server = { express, ws }[what]();
server.listen(0, "127.0.0.1", 1024, () => console.log(`PORT ${server.address().port}`));
