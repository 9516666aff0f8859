-- What the scheduler knows of each person: a projection of AthleteProfileChanged, newest version wins.
CREATE TABLE clients (
    user_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    zone_text text NOT NULL,
    zone text,                                  -- the zone's key; null where the text names no zone
    start_date date,
    paused boolean NOT NULL,
    schedule_days smallint NOT NULL CHECK (schedule_days BETWEEN 0 AND 127),    -- bit 0 is Sunday
    changed_at timestamptz NOT NULL);

-- A wave walks a zone by this index alone.
CREATE INDEX clients_of_zone ON clients (zone, user_id) INCLUDE (start_date, paused, schedule_days) WHERE zone IS NOT NULL;

-- One row per zone and task: the local date that comes next, and how far its walk has come. The zone '*' is the
-- global scans'. The date is the truth; due_at follows from it by the zone's rules.
CREATE TABLE waves (
    zone text NOT NULL,
    task text NOT NULL,
    local_date date NOT NULL,
    due_at timestamptz NOT NULL,
    walked_to uuid,                             -- null: the walk has not begun
    PRIMARY KEY (zone, task));
CREATE INDEX waves_due ON waves (due_at);

-- One row per EngineDue that was sent: what a report's run id stands for.
CREATE TABLE batches (
    run_id uuid PRIMARY KEY,
    task text NOT NULL,
    engine text NOT NULL,
    local_date date NOT NULL,
    due_at timestamptz NOT NULL,
    attempt int NOT NULL CHECK (attempt >= 1),
    size int NOT NULL CHECK (size BETWEEN 0 AND 500),
    dispatched_at timestamptz NOT NULL);

-- One run per client, task and local date. In this order a wave appends.
CREATE TABLE runs (
    local_date date NOT NULL,
    task text NOT NULL,
    user_id uuid NOT NULL,
    engine text NOT NULL,
    run_id uuid,                                -- of the latest attempt
    status text NOT NULL CHECK (status IN ('dispatched', 'completed', 'failed', 'exhausted', 'rejected', 'skipped')),
    attempt int NOT NULL CHECK (attempt BETWEEN 0 AND 4),
    due_at timestamptz NOT NULL,
    dispatched_at timestamptz,
    reported_at timestamptz,
    next_retry_at timestamptz,
    reason text,
    PRIMARY KEY (local_date, task, user_id),
    CHECK ((status = 'failed') = (next_retry_at IS NOT NULL)),
    CHECK (status NOT IN ('failed', 'exhausted', 'rejected', 'skipped') OR reason IS NOT NULL),
    CHECK (status = 'skipped' OR (run_id IS NOT NULL AND dispatched_at IS NOT NULL AND attempt >= 1)))
    WITH (fillfactor = 85);
CREATE INDEX runs_of_user ON runs (user_id, local_date);
-- The status is not in the predicate: so the common answer, completed, stays a heap-only update.
CREATE INDEX runs_to_retry ON runs (next_retry_at) WHERE next_retry_at IS NOT NULL;

-- Due rows of single clients: of those whom the zone's wave may have passed, because they have just come.
CREATE TABLE client_due (
    user_id uuid NOT NULL,
    task text NOT NULL,
    local_date date NOT NULL,
    due_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, task, local_date));
CREATE INDEX client_due_due ON client_due (due_at);

-- Scans for everyone together: once a date.
CREATE TABLE global_runs (
    task text NOT NULL,
    utc_date date NOT NULL,
    engine text NOT NULL,
    run_id uuid,
    status text NOT NULL CHECK (status IN ('dispatched', 'completed', 'failed', 'exhausted', 'rejected', 'skipped')),
    attempt int NOT NULL CHECK (attempt BETWEEN 0 AND 4),
    due_at timestamptz NOT NULL,
    dispatched_at timestamptz,
    reported_at timestamptz,
    next_retry_at timestamptz,
    reason text,
    PRIMARY KEY (task, utc_date),
    CHECK ((status = 'failed') = (next_retry_at IS NOT NULL)));
CREATE INDEX global_runs_to_retry ON global_runs (next_retry_at) WHERE next_retry_at IS NOT NULL;

CREATE TABLE job_cards (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'resolved')),
    raised_at timestamptz NOT NULL,
    resolved_at timestamptz,
    resolved_by uuid,                           -- null where the cause went away by itself
    resolution text,
    CHECK ((status = 'resolved') = (resolved_at IS NOT NULL)));
CREATE UNIQUE INDEX job_cards_open ON job_cards (user_id, kind, subject) WHERE status = 'open';

CREATE TABLE alerts (
    id uuid PRIMARY KEY,
    user_id uuid,                               -- null: a global scan
    task text NOT NULL,
    engine text NOT NULL,
    local_date date NOT NULL,
    reason text NOT NULL,
    attempts int NOT NULL,
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'acknowledged')),
    raised_at timestamptz NOT NULL,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    UNIQUE NULLS NOT DISTINCT (user_id, task, local_date),
    CHECK ((status = 'acknowledged') = (acknowledged_at IS NOT NULL)));

-- How far an operator has run the clock ahead; empty outside of development and tests.
CREATE TABLE simulated_clock (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    at timestamptz NOT NULL);

ALTER TABLE clients ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON clients USING (user_id = current_person());
ALTER TABLE runs ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON runs USING (user_id = current_person());
ALTER TABLE client_due ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON client_due USING (user_id = current_person());
ALTER TABLE job_cards ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON job_cards USING (user_id = current_person());
ALTER TABLE alerts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON alerts USING (user_id = current_person());

-- A person reads here and never writes; the machinery is nobody's but the scheduler's.
REVOKE INSERT, UPDATE, DELETE ON clients, runs, client_due, job_cards, alerts FROM platform_person;
REVOKE ALL ON waves, batches, global_runs FROM platform_person;
REVOKE INSERT, UPDATE, DELETE ON simulated_clock FROM platform_person;
