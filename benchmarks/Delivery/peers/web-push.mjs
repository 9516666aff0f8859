// Makes requests ready to send, on one thread: web-push's own encryption and signature for each of the given
// subscriptions in turn. Says in one line of JSON how many it made of each kind and what processor time they took.
import { readFileSync } from 'node:fs';
import webpush from 'web-push';

const [, , file, seconds] = process.argv;
const { payload, subscriptions, vapid, ttl } = JSON.parse(readFileSync(file, 'utf8'));
const options = { vapidDetails: vapid, TTL: ttl, contentEncoding: 'aes128gcm', urgency: 'normal' };

const request = (subscription) => webpush.generateRequestDetails(subscription, payload, options);
const encryption = (subscription) => webpush.encrypt(subscription.keys.p256dh, subscription.keys.auth, payload, 'aes128gcm');

function measure(make, limit) {
  const started = process.hrtime.bigint();
  const before = process.cpuUsage();
  let made = 0;
  while (Number(process.hrtime.bigint() - started) < limit * 1e9) {
    for (const subscription of subscriptions) {
      make(subscription);
    }

    made += subscriptions.length;
  }

  const used = process.cpuUsage(before);
  return { made, cpuSeconds: (used.user + used.system) / 1e6 };
}

measure(request, 1);
process.stdout.write(`${JSON.stringify({ request: measure(request, seconds), encryption: measure(encryption, seconds) })}\n`);
