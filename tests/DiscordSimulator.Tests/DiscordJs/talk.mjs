// Discord's most used client library talks to the simulator. What it understood goes to standard output as one JSON object.
import { createRequire } from "node:module";

const [modules, api, control, application, person] = process.argv.slice(2);
const { REST } = createRequire(`${modules}/`)("@discordjs/rest");
const rest = new REST({ version: "10", api, retries: 2 }).setToken("a-token");
const seen = {};
const limits = [];
// It tells of every 429 it met, and how it read it, in its debugging lines only.
rest.on("restDebug", line => { if (line.includes("429 rate limit")) limits.push(/Scope\s*: (\w+)/.exec(line)?.[1]); });

const codeOf = promise => promise.then(() => 0, error => error.code ?? error.status ?? String(error));
const simulator = async (method, path, body) => {
  const response = await fetch(`${control}${path}`, {
    method, headers: { "Content-Type": "application/json" }, body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
};

const direct = await rest.post("/users/@me/channels", { body: { recipient_id: person } });
seen.directType = direct.type;
const messages = `/channels/${direct.id}/messages`;
const body = { content: "Squat 3×5", nonce: "n-1", enforce_nonce: true, allowed_mentions: { parse: [] } };
const posted = await rest.post(messages, { body });
seen.sameNonce = (await rest.post(messages, { body })).id === posted.id;
seen.edited = (await rest.patch(`${messages}/${posted.id}`, { body: { content: "Squat ✓" } })).content;
seen.read = (await rest.get(messages, { query: new URLSearchParams({ limit: "10" }) })).map(message => message.content);

const commands = [{ name: "today", description: "Today's training", description_localizations: { fr: "Le jour" } }];
seen.registered = (await rest.put(`/applications/${application}/commands`, { body: commands })).map(command => command.name);

seen.errors = {
  emptyMessage: await codeOf(rest.post(messages, { body: { content: " " } })),
  tooLong: await codeOf(rest.post(messages, { body: { content: "x".repeat(2001) } })),
  unknownChannel: await codeOf(rest.get("/channels/42/messages")),
  unknownMessage: await codeOf(rest.get(`${messages}/42`)),
  badCommand: await codeOf(rest.put(`/applications/${application}/commands`, { body: [{ name: "Today", description: "x" }] })),
  badToken: await codeOf(rest.patch(`/webhooks/${application}/nonsense/messages/@original`, { body: { content: "x" }, auth: false })),
};
const failure = await rest.post(messages, { body: { content: "x".repeat(2001) } }).catch(error => error);
seen.tooLongSays = `${failure.name}: ${failure.message}`;
await simulator("PUT", `users/${person}`, { cannotDm: true });
seen.errors.cannotDm = await codeOf(rest.post(messages, { body: { content: "x" } }));
await simulator("PUT", `users/${person}`, { cannotDm: false, requireMutualGuild: true });
seen.errors.noMutualGuild = await codeOf(rest.post(messages, { body: { content: "x" } }));
await simulator("PUT", `users/${person}`, { requireMutualGuild: false });

// Each scope once: the library waits as long as it was told, and the second attempt succeeds.
seen.recovered = {};
for (const scope of ["user", "shared", "global"]) {
  await simulator("PUT", "faults", { mode: "rateLimited", scope, retryAfterSeconds: 0.2, count: 1 });
  const before = limits.length;
  const sent = await rest.post(messages, { body: { content: `after ${scope}` } });
  seen.recovered[scope] = { content: sent.content, told: limits.slice(before) };
}

await simulator("PUT", "faults", { mode: "badGateway", count: 1 });
seen.afterGateway = (await rest.post(messages, { body: { content: "after 502" } })).content;

// The bucket's own limit, as the headers tell it: the library holds back and never meets a 429.
const burst = await Promise.all(Array.from({ length: 8 }, (_, i) => rest.post(messages, { body: { content: `burst ${i}` } })));
seen.burst = burst.length;
process.stdout.write(JSON.stringify(seen));
process.exit(0);
