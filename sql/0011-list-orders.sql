-- Each order that a list of jobs can be asked for is an index's order: at a million jobs sorting takes seconds.
ALTER TABLE job
    ADD KEY IF NOT EXISTS name_order (account_id, document_name, id),
    ADD KEY IF NOT EXISTS updated_order (account_id, updated_at, id),
    ADD KEY IF NOT EXISTS started_order (account_id, started_at, id),
    ADD KEY IF NOT EXISTS completed_order (account_id, completed_at, id),
    ADD KEY IF NOT EXISTS priority_order (account_id, priority, created_at, id),
    ADD KEY IF NOT EXISTS time_order (account_id, processing_time, id),
    ADD KEY IF NOT EXISTS cost_order (account_id, cost, id);
