-- A claim takes what may go out now, without looking through what is put off.
CREATE INDEX deliveries_claimable ON deliveries (coalesce(claimed_until, snoozed_until, '-infinity'::timestamptz), due_at, id)
    WHERE status IN ('pending', 'sending');
DROP INDEX deliveries_open;

-- The person took the account away themselves: opening the channel again does not bring it back, tying it does.
ALTER TABLE channel_stops ADD untied boolean NOT NULL DEFAULT false;

-- What is forgotten is found by its age.
CREATE INDEX link_attempts_by_age ON link_attempts (attempted_at);
CREATE INDEX link_code_requests_by_age ON link_code_requests (asked_at);
