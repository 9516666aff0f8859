// graphile-worker: addJobs() of 1,000; then one pool with a local queue and completions in batches, as its documentation
// has it for many small jobs. Jobs are deleted when they are complete: that is how it books them.
import { makeWorkerUtils, run as start, Logger } from 'graphile-worker';
import { connectionString, count, due, enqueue, tell, timed } from './due.mjs';

const logger = new Logger(() => (level, message) => {
  if (level === 'error') {
    console.error(message);
  }
});
const worker = {
  connectionString,
  concurrentJobs: 24,
  maxPoolSize: 25,
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
  logger,
};
const utils = await makeWorkerUtils({ preset: { worker } });
await utils.migrate();

async function run(jobs) {
  const insert = await timed(() =>
    enqueue(0, jobs, (n) => ({ identifier: 'due', payload: due(n) }), (batch) => utils.addJobs(batch)));
  const work = await timed(async () => {
    let done = 0;
    let reached;
    const all = new Promise((resolve) => {
      reached = resolve;
    });
    const runner = await start({
      preset: { worker: { ...worker, crontabFile: undefined } },
      parsedCronItems: [],
      taskList: {
        due: () => {
          if (++done === jobs) {
            reached();
          }
        },
      },
    });
    await all;
    // The completions of the last batch are written when it stops.
    await runner.stop();
  });
  const { rows } = await utils.withPgClient((client) => client.query('SELECT count(*)::int AS left FROM graphile_worker._private_jobs'));
  if (rows[0].left !== 0) {
    throw new Error(`${rows[0].left} of ${jobs} jobs are left`);
  }

  return { enqueue: insert, work };
}

await run(5000);
tell(await run(count));
await utils.release();
