-- The life of a run; docs/state-machines.md draws it.
CREATE TYPE run_status AS ENUM ('pending', 'dispatched', 'retrying', 'completed', 'failed', 'alerted', 'skipped');

-- What is due when. A task with a local time is due once a local date for each active client; one with a cron text is a
-- scan, once a UTC date for everyone together.
CREATE TABLE tasks (
    name text PRIMARY KEY,
    bit smallint UNIQUE CHECK (bit BETWEEN 0 AND 30),                   -- of clients.own_tasks
    engine text NOT NULL,
    local_time time,
    utc_cron text,
    weekdays smallint NOT NULL DEFAULT 127 CHECK (weekdays BETWEEN 1 AND 127),      -- bit 0 is Sunday
    training_days_only boolean NOT NULL DEFAULT false,
    grace interval NOT NULL CHECK (grace BETWEEN interval '1 minute' AND interval '7 days'),
    answer_within interval NOT NULL CHECK (answer_within BETWEEN interval '1 minute' AND interval '7 days'),
    batch_size int NOT NULL DEFAULT 500 CHECK (batch_size BETWEEN 1 AND 500),
    priority smallint NOT NULL DEFAULT 5 CHECK (priority BETWEEN 0 AND 9),          -- the higher goes first
    enabled boolean NOT NULL DEFAULT true,
    version int NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL DEFAULT now(),
    changed_by uuid,
    CHECK ((local_time IS NULL) <> (utc_cron IS NULL)),
    CHECK ((local_time IS NULL) = (bit IS NULL)),
    CHECK (local_time < '24:00'));

-- The one place that says what is due when, until an operator changes it. A grace window ends where a late run would do
-- harm or no good: a prompt is not sent after the day it asks about is closed, while closing a day stays right for a week.
INSERT INTO tasks (name, bit, engine, local_time, training_days_only, grace, answer_within, priority) VALUES
    ('regenerate_workout', 0, 'regenerate', '04:00', false, '20 hours', '30 minutes', 6),
    ('drop_checkin', 1, 'checkin_analyzer', '05:30', false, '6 hours', '2 hours', 5),
    ('drop_meals', 2, 'meal_delivery', '06:00', false, '14 hours', '2 hours', 5),
    ('drop_cardio', 3, 'cardio_regiment', '06:00', false, '14 hours', '2 hours', 5),
    ('drop_training', 4, 'training_dispatcher', '07:00', true, '14 hours', '2 hours', 7),
    ('log_missed_checkin', 5, 'checkin_analyzer', '12:00', false, '7 days', '30 minutes', 4),
    ('log_missed_meals', 6, 'meal_delivery', '22:00', false, '7 days', '30 minutes', 4),
    ('log_missed_training', 7, 'training_dispatcher', '22:00', true, '7 days', '30 minutes', 4),
    ('log_missed_cardio', 8, 'cardio_regiment', '22:00', false, '7 days', '30 minutes', 4);
INSERT INTO tasks (name, engine, utc_cron, grace, answer_within, priority) VALUES
    ('compliance_scan', 'compliance_scan', '0 0 22 ? * SUN', '6 days', '2 hours', 3),
    ('honours_board', 'honours_board', '0 0 22 ? * SUN', '6 days', '2 hours', 3);

-- Where a client differs for a task: another hour, or none at all.
CREATE TABLE client_tasks (
    user_id uuid NOT NULL,
    task text NOT NULL REFERENCES tasks,
    local_time time CHECK (local_time < '24:00'),
    muted boolean NOT NULL,
    zone text,                                  -- of the client; null where the text names none
    changed_at timestamptz NOT NULL,
    changed_by uuid NOT NULL,
    PRIMARY KEY (user_id, task),
    CHECK (muted = (local_time IS NULL)));
CREATE INDEX client_tasks_of_wave ON client_tasks (zone, task, local_time, user_id) WHERE NOT muted;

-- Bit n: the client has a row of their own for the task with that bit, and the zone's wave leaves them out.
ALTER TABLE clients ADD own_tasks int NOT NULL DEFAULT 0;
-- When the client last came to a wave. A while after that nothing but the wave brings their runs.
ALTER TABLE clients ADD placed_at timestamptz NOT NULL DEFAULT now();
DROP INDEX clients_of_zone;
CREATE INDEX clients_of_zone ON clients (zone, user_id) INCLUDE (start_date, paused, schedule_days, own_tasks, placed_at) WHERE zone IS NOT NULL;

-- A wave is the clock of a zone and task: its next date. When that is due it is cut into strides and moves on. With
-- own_time it is the clock of those clients of the zone who have the task at that hour. Half-walked waves begin again:
-- the key of runs knows who has been reached.
ALTER TABLE waves DROP CONSTRAINT waves_pkey;
ALTER TABLE waves DROP COLUMN walked_to;
ALTER TABLE waves ADD own_time time;
ALTER TABLE waves ADD UNIQUE NULLS NOT DISTINCT (zone, task, own_time);

-- A range of a wave's clients, by their ids, that is still to be walked.
CREATE TABLE strides (
    id uuid PRIMARY KEY,
    zone text NOT NULL,
    task text NOT NULL,
    own_time time,
    local_date date NOT NULL,
    due_at timestamptz NOT NULL,
    after_user uuid,                            -- null: from the first
    upto_user uuid,                             -- inclusive; null: to the last
    ready_at timestamptz NOT NULL,              -- later than due_at where it is paced, or has failed
    priority smallint NOT NULL,
    forced boolean NOT NULL,                    -- an operator asked for it: the grace window does not hold
    failures int NOT NULL DEFAULT 0,
    failure text);
CREATE INDEX strides_ready ON strides (ready_at);

-- When the next late stride may be walked: an outage is caught up at a pace.
CREATE TABLE pace (one boolean PRIMARY KEY DEFAULT true CHECK (one), next_at timestamptz NOT NULL);
INSERT INTO pace (next_at) VALUES ('2000-01-01Z');

-- One run per client, task and local date; the nobody 00000000-0000-0000-0000-000000000000 stands for everyone, in scans.
-- Wide columns first, so that no row is padded. Engine and time of dispatch are those of its batch. There is no index by
-- client: it would be touched at another leaf for each row, and a client's few hundred keys can be probed.
CREATE TABLE new_runs (
    due_at timestamptz NOT NULL,
    ready_at timestamptz,                       -- pending: when it is dispatched; failed: when it is tried again
    reported_at timestamptz,
    user_id uuid NOT NULL,
    run_id uuid,                                -- the batch of the latest attempt
    local_date date NOT NULL,
    status run_status NOT NULL,
    attempt smallint NOT NULL CHECK (attempt >= 0),
    late boolean NOT NULL,
    forced boolean NOT NULL,
    task text NOT NULL,
    reason text,
    PRIMARY KEY (local_date, task, user_id),
    CHECK ((status IN ('pending', 'failed')) = (ready_at IS NOT NULL)),
    CHECK (status NOT IN ('failed', 'alerted', 'skipped') OR reason IS NOT NULL),
    CHECK (status IN ('pending', 'skipped') OR run_id IS NOT NULL))
    WITH (fillfactor = 85);
INSERT INTO new_runs
SELECT due_at, next_retry_at, reported_at, user_id, run_id, local_date,
    CASE WHEN status IN ('exhausted', 'rejected') THEN 'alerted' WHEN status = 'dispatched' AND attempt > 1 THEN 'retrying' ELSE status END::run_status,
    attempt, coalesce(dispatched_at - due_at > interval '2 minutes', false), false, task, reason
FROM runs;
INSERT INTO new_runs
SELECT due_at, next_retry_at, reported_at, '00000000-0000-0000-0000-000000000000', run_id, utc_date,
    CASE WHEN status IN ('exhausted', 'rejected') THEN 'alerted' WHEN status = 'dispatched' AND attempt > 1 THEN 'retrying' ELSE status END::run_status,
    attempt, coalesce(dispatched_at - due_at > interval '2 minutes', false), false, task, reason
FROM global_runs;
INSERT INTO new_runs SELECT due_at, due_at, NULL, user_id, NULL, local_date, 'pending', 0, false, false, task, NULL FROM client_due
ON CONFLICT DO NOTHING;
DROP TABLE runs, global_runs, client_due;
ALTER TABLE new_runs RENAME TO runs;
ALTER TABLE runs RENAME CONSTRAINT new_runs_pkey TO runs_pkey;
-- The status is not in the predicates: so the common answer, completed, stays a heap-only update.
CREATE INDEX runs_ready ON runs (ready_at) WHERE ready_at IS NOT NULL;
CREATE INDEX runs_ready_of_user ON runs (user_id) WHERE ready_at IS NOT NULL;

-- How many of a batch have not answered, and by when they should have: real time, whatever the simulated clock says.
ALTER TABLE batches ADD open int NOT NULL DEFAULT 0, ADD answer_by timestamptz;
ALTER TABLE batches DROP CONSTRAINT batches_size_check;
ALTER TABLE batches ADD CHECK (size BETWEEN 0 AND 500);
UPDATE batches b SET answer_by = now() + interval '2 hours',
    open = (SELECT count(*) FROM runs r WHERE r.local_date = b.local_date AND r.task = b.task AND r.run_id = b.run_id AND r.status IN ('dispatched', 'retrying'));
ALTER TABLE batches ALTER open DROP DEFAULT, ALTER answer_by SET NOT NULL;
CREATE INDEX batches_silent ON batches (answer_by) WHERE open > 0;

-- Whether anything is dispatched at all, and the newest tz database by which zones were read.
CREATE TABLE dispatching (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    paused boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by uuid,
    reason text,
    tzdb text);
INSERT INTO dispatching (paused, changed_at) VALUES (false, now());

-- What operators did.
CREATE TABLE audit (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    by_user uuid NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    before jsonb,
    after jsonb);
CREATE INDEX audit_of_subject ON audit (subject, id);

-- Triggers by their key: asked again, the first answer is given.
CREATE TABLE triggers (
    key text NOT NULL,
    by_user uuid NOT NULL,
    request_hash bytea NOT NULL,
    answer jsonb NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (by_user, key));

ALTER TABLE job_cards ADD assigned_to uuid, ADD assigned_at timestamptz, ADD reopened_at timestamptz;

ALTER TABLE runs ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON runs USING (user_id = current_person());
ALTER TABLE client_tasks ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON client_tasks USING (user_id = current_person());

REVOKE INSERT, UPDATE, DELETE ON runs, client_tasks, tasks, dispatching FROM platform_person;
REVOKE ALL ON strides, pace, audit, triggers FROM platform_person;

-- An outbox row lives for milliseconds: packing its body costs more than its pages.
ALTER TABLE outbox ALTER body SET STORAGE EXTERNAL;
