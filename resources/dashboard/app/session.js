// SPDX-License-Identifier: GPL-3.0-or-later
// The login of this tab. Tokens are kept in sessionStorage: they survive a reload and end with the tab. A refresh token
// is good once, and using one twice ends the login; a duplicated tab has the same one, so tabs take turns and tell each
// other what they got.

const kPlace = "callfloor.login";
const kRenewAt = 0.8; // of a token's life
const channel = new BroadcastChannel("callfloor.login");
const events = new EventTarget();

let login = read();
let renewing = null;
let timer = 0;

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(kPlace));
  } catch {
    return null;
  }
}

function keep(next) {
  login = next;
  try {
    if (next) sessionStorage.setItem(kPlace, JSON.stringify(next));
    else sessionStorage.removeItem(kPlace);
  } catch {
    // Without storage the login ends with the page.
  }
  planRenewal();
}

function claimsOf(token) {
  try {
    const base64 = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    return JSON.parse(atob(base64));
  } catch {
    return {};
  }
}

function planRenewal() {
  clearTimeout(timer);
  if (!login) return;
  const { iat, exp } = claimsOf(login.token);
  if (!exp) return;
  const due = (iat + (exp - iat) * kRenewAt) * 1000 - Date.now();
  timer = setTimeout(() => renew().catch(() => {}), Math.min(Math.max(due, 1000), 2 ** 31 - 1));
}

async function post(path, body, token) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const reply = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const answer = await reply.json().catch(() => ({}));
  if (!reply.ok) throw Object.assign(new Error(answer.error ?? String(reply.status)), { status: reply.status, field: answer.field });
  return answer;
}

channel.addEventListener("message", ({ data }) => {
  if (login && data.used === login.refreshToken) keep(data.next);
  if (login && data.ended === login.user.id && data.session === claimsOf(login.token).sid) end("signed out");
});

function end(reason) {
  if (!login) return;
  keep(null);
  events.dispatchEvent(new CustomEvent("ended", { detail: reason }));
}

async function renewNow(before) {
  const inTurn = navigator.locks?.request?.bind(navigator.locks) ?? ((_name, work) => work());
  await inTurn("callfloor.renewal", async () => {
    // Another tab may just have told what it got; its message comes as a task of its own.
    await new Promise((done) => setTimeout(done, 0));
    if (!login || login.token !== before) return;
    try {
      const next = await post("/api/auth/refresh", { refreshToken: login.refreshToken });
      channel.postMessage({ used: login.refreshToken, next });
      keep(next);
    } catch (problem) {
      if (problem.status === 401) end("expired");
      throw problem;
    }
  });
}

/** Gets a new token; several who ask at once get the same one. Fails if the login has ended or the server is away. */
export function renew() {
  if (!login) return Promise.reject(new Error("signed out"));
  renewing ??= renewNow(login.token).finally(() => (renewing = null));
  return renewing;
}

export const token = () => login?.token ?? null;
export const user = () => login?.user ?? null;
export const isSignedIn = () => login !== null;
const kRanks = { AGENT: 1, SUPERVISOR: 2, ADMIN: 3 };
/** Whether the signed-in user's role is at least this one. */
export const mayAs = (role) => role === "PUBLIC" || (kRanks[user()?.role] ?? 0) >= (kRanks[role] ?? 4);

export async function signIn(email, password) {
  keep(await post("/api/auth/login", { email, password }));
}

/** Takes over a login that another request has given. */
export function take(reply) {
  keep({ token: reply.token, refreshToken: reply.refreshToken, user: reply.user });
}

export async function signOut() {
  const leaving = login;
  if (!leaving) return;
  channel.postMessage({ ended: leaving.user.id, session: claimsOf(leaving.token).sid });
  end("signed out");
  await post("/api/auth/logout", {}, leaving.token).catch(() => {});
}

/** `ended`: there is no login any more; detail says why: "signed out", "expired". */
export const loginEvents = events;
planRenewal();
