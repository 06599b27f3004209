// SPDX-License-Identifier: GPL-3.0-or-later
// The server's operations, as /api/openapi.json declares them: what is not there is not offered.

import { mayAs, renew, token } from "./session.js";
import { noteServerDate } from "./times.js";

const operations = new Map();
const byAddress = new Map();

export class ApiError extends Error {
  constructor(status, body) {
    super(body.error ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? "";
    this.field = body.field ?? "";
  }
}

/** Reads what the server can do. */
export async function loadOperations() {
  const reply = await fetch("/api/openapi.json");
  if (!reply.ok) throw new ApiError(reply.status, {});
  const { paths } = await reply.json();
  for (const [path, verbs] of Object.entries(paths))
    for (const [verb, declared] of Object.entries(verbs)) {
      const query = (declared.parameters ?? []).filter((one) => one.in === "query").map((one) => one.name);
      const schema = declared.requestBody?.content?.["application/json"]?.schema ?? {};
      const operation = { id: declared.operationId, verb: verb.toUpperCase(), path, role: declared["x-role"], query, fields: schema.properties ?? {} };
      operations.set(operation.id, operation);
      byAddress.set(`${operation.verb} ${path}`, operation);
    }
}

/** Whether the server has the operation and the signed-in user's role may use it. */
export function can(id) {
  const operation = operations.get(id);
  return operation !== undefined && mayAs(operation.role);
}

/** The id of the operation at one of these addresses (`POST /api/calls/{id}/hold`) that may be used; null if none may. */
export function findOperation(...addresses) {
  for (const address of addresses) {
    const operation = byAddress.get(address);
    if (operation && mayAs(operation.role)) return operation.id;
  }
  return null;
}

/** The declared schema of a body field, to make forms from. */
export const fieldSchema = (id, name) => operations.get(id)?.fields[name] ?? {};

function addressOf(operation, values) {
  const rest = { ...values };
  let path = operation.path.replace(/\{(\w+)\}/g, (_whole, name) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const name of operation.query) {
    if (rest[name] !== undefined && rest[name] !== null && rest[name] !== "") query.set(name, rest[name]);
    delete rest[name];
  }
  if (query.size > 0 || query.toString()) path += `?${query}`;
  return { path, rest };
}

async function send(operation, values, signal) {
  const { path, rest } = addressOf(operation, values);
  const headers = {};
  if (token()) headers.Authorization = `Bearer ${token()}`;
  const request = { method: operation.verb, headers, signal };
  if (operation.verb !== "GET" && operation.verb !== "DELETE") {
    headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(rest);
  }
  const sentAt = Date.now();
  const reply = await fetch(path, request);
  noteServerDate(reply.headers.get("Date"), sentAt);
  return reply;
}

/** Runs an operation. Throws ApiError with the server's sentence, or TypeError if the server cannot be reached. */
export async function call(id, values = {}, { signal } = {}) {
  const operation = operations.get(id);
  if (!operation) throw new ApiError(404, { error: id });
  const used = token();
  let reply = await send(operation, values, signal);
  if (reply.status === 401 && used) {
    if (used === token()) await renew();
    reply = await send(operation, values, signal);
  }
  const body = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new ApiError(reply.status, body);
  return body;
}
