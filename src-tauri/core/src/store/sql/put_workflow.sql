INSERT INTO workflow (id, name, name_key, is_on, invite, accept, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, is_on = excluded.is_on,
    invite = excluded.invite, accept = excluded.accept, changed_at = excluded.changed_at
