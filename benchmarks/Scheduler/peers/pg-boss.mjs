// pg-boss: a partition of its own for the queue, insert() and fetch() of 1,000, two fetchers, complete() of all that
// were fetched together.
import { PgBoss } from 'pg-boss';
import { batchSize, connectionString, count, due, enqueue, tell, timed } from './due.mjs';

const boss = new PgBoss({ connectionString, max: 4, schedule: false, supervise: false });
boss.on('error', (error) => {
  console.error(error);
  process.exit(1);
});
await boss.start();

async function run(queue, jobs) {
  await boss.createQueue(queue, { partition: true });
  const insert = await timed(() => enqueue(0, jobs, (n) => ({ data: due(n) }), (batch) => boss.insert(queue, batch)));
  let done = 0;
  const fetcher = async () => {
    for (;;) {
      const batch = await boss.fetch(queue, { batchSize });
      if (batch.length === 0) {
        return;
      }

      await boss.complete(queue, batch.map((job) => job.id));
      done += batch.length;
    }
  };
  const work = await timed(() => Promise.all([fetcher(), fetcher()]));
  if (done !== jobs) {
    throw new Error(`${done} of ${jobs} jobs were completed`);
  }

  return { enqueue: insert, work };
}

await run('warm-up', 5 * batchSize);
tell(await run('due', count));
await boss.stop({ graceful: false });
