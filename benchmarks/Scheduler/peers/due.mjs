// What both peers are given: 'user X, task Y is due', COUNT times, in batches. They say in one line of JSON how many
// seconds each phase took.
export const [, , connectionString, total] = process.argv;
export const count = Number(total);
export const batchSize = 1000;

const hex = (n) => n.toString(16).padStart(12, '0');

export const due = (n) => ({
  userId: `01930000-0000-7000-8000-${hex(n)}`,
  task: 'regenerate_workout',
  localDate: '2026-11-30',
  dueAt: '2026-11-30T03:00:00Z',
});

/** Calls `insert` with each batch of jobs, two batches at a time. */
export async function enqueue(from, upTo, job, insert) {
  let next = from;
  const lane = async () => {
    while (next < upTo) {
      const first = next;
      next += batchSize;
      await insert(Array.from({ length: Math.min(batchSize, upTo - first) }, (_, i) => job(first + i)));
    }
  };
  await Promise.all([lane(), lane()]);
}

/** Seconds that `work` took. */
export async function timed(work) {
  const started = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - started) / 1e9;
}

export const tell = (figures) => process.stdout.write(`${JSON.stringify(figures)}\n`);
