-- Plans of meals and of cardio sessions. Without an owner: made by an operator, for everyone to use.
CREATE TABLE templates (
    id uuid PRIMARY KEY,
    owner_id uuid,
    engine text NOT NULL CHECK (engine IN ('meal_delivery', 'cardio_regiment')),
    version bigint NOT NULL DEFAULT 1,
    name text NOT NULL,
    items jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL);
CREATE INDEX templates_listed ON templates (engine, name, id);

-- Which plan an athlete follows; no row: the plain default. A plan that is gone stays named here, so that it can be told.
CREATE TABLE template_assignments (
    user_id uuid NOT NULL,
    engine text NOT NULL CHECK (engine IN ('meal_delivery', 'cardio_regiment')),
    template_id uuid NOT NULL,
    assigned_by uuid NOT NULL,
    assigned_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, engine));
CREATE INDEX template_assignments_of ON template_assignments (template_id);

-- What was logged, or missed, of the check-in, meals and cardio. `entry` is what the engine writes of it.
CREATE TABLE daily_logs (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    engine text NOT NULL CHECK (engine IN ('meal_delivery', 'cardio_regiment', 'checkin_analyzer')),
    local_date date NOT NULL,
    item_id text NOT NULL,
    item_name text NOT NULL,
    status text NOT NULL CHECK (status IN ('logged', 'missed')),
    entry jsonb,
    version bigint NOT NULL DEFAULT 1,
    logged_at timestamptz NOT NULL,
    interaction_id text,
    UNIQUE (user_id, engine, local_date, item_id),
    CHECK ((status = 'logged') = (entry IS NOT NULL)));

ALTER TABLE templates ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON templates USING (owner_id = current_person() OR owner_id IS NULL) WITH CHECK (owner_id = current_person());
ALTER TABLE template_assignments ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON template_assignments USING (user_id = current_person());
ALTER TABLE daily_logs ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON daily_logs USING (user_id = current_person());
