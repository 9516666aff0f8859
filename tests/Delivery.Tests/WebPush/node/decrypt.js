// Reads lines of {privateKey, auth, body} in base64url and writes each message as base64url, by another implementation.
const crypto = require("node:crypto");
const { createInterface } = require("node:readline");
const ece = require("http_ece");

createInterface({ input: process.stdin }).on("line", line => {
  const { privateKey, auth, body } = JSON.parse(line);
  const key = crypto.createECDH("prime256v1");
  key.setPrivateKey(privateKey, "base64url");
  const message = ece.decrypt(Buffer.from(body, "base64url"), { version: "aes128gcm", privateKey: key, authSecret: auth });
  console.log(message.toString("base64url"));
});
