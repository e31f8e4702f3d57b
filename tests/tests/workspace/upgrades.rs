//! Workspaces of older versions.

use std::path::Path;

use rusqlite::Connection;

const VERSIONS: [&str; 6] = [
    include_str!("../../../src-tauri/core/src/store/migrations/0001_first_light.sql"),
    include_str!("../../../src-tauri/core/src/store/migrations/0002_undo_of_imports.sql"),
    include_str!("../../../src-tauri/core/src/store/migrations/0003_packed.sql"),
    include_str!("../../../src-tauri/core/src/store/migrations/0004_workflows.sql"),
    include_str!("../../../src-tauri/core/src/store/migrations/0005_contacts.sql"),
    include_str!("../../../src-tauri/core/src/store/migrations/0006_funnel.sql"),
];

/// Makes a workspace as the program of a version did, with one partner in it.
pub fn make(path: &Path, version: usize) {
    let connection = Connection::open(path).unwrap();
    for sql in &VERSIONS[..version] {
        connection.execute_batch(sql).unwrap();
    }
    connection
        .execute_batch(
            "PRAGMA application_id = 0x5072446b;
            INSERT INTO change (id, at, title, partners, one, state)
                VALUES (1, 0, '{\"kind\":\"import\",\"import\":1,\"file\":\"old.csv\"}', 1, 1, 'done');
            INSERT INTO partner VALUES (1, 1, '1001', 'partner', 'Wanderbuch', '', 'wanderbuch.example', '[]', NULL, '[]', NULL,
                '[]', '[]', '[]', NULL, NULL, NULL, 1, '');",
        )
        .unwrap();
    connection
        .execute_batch(&format!("PRAGMA user_version = {version}"))
        .unwrap();
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .unwrap();
}
