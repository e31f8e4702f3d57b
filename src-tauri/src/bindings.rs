//! The list of commands and events, and their description for TypeScript.

#[cfg(test)]
use prospect_core::place::{Country, Language};

/// The codes of all countries, for the window to offer.
#[cfg(test)]
pub(crate) fn countries() -> Vec<Country> {
    Country::all().collect()
}

/// The codes of all languages, for the window to offer.
#[cfg(test)]
pub(crate) fn languages() -> Vec<Language> {
    Language::all().collect()
}

/// Every command, handed to a macro: `generate_handler` makes of them what answers the window, `collect_commands` what describes
/// them. That one wants to know the runtime.
macro_rules! commands {
    ($make:ident $(, $runtime:ty)?) => {
        $make![
            $crate::commands::workspace::start,
            $crate::commands::workspace::overview,
            $crate::commands::workspace::open_workspace,
            $crate::commands::workspace::new_workspace,
            $crate::commands::backups::backups,
            $crate::commands::backups::preview_restore,
            $crate::commands::backups::restore_backup,
            $crate::commands::backups::back_up_to,
            $crate::commands::backups::duplicate_workspace,
            $crate::commands::backups::check_workspace,
            $crate::commands::backups::salvage_workspace,
            $crate::commands::marketplace::find,
            $crate::commands::marketplace::rows,
            $crate::commands::marketplace::position,
            $crate::commands::marketplace::facets,
            $crate::commands::marketplace::funnel,
            $crate::commands::marketplace::suggest,
            $crate::commands::marketplace::extract,
            $crate::commands::marketplace::select,
            $crate::commands::marketplace::census,
            $crate::commands::marketplace::export_list,
            $crate::commands::profile::profile,
            $crate::commands::by_hand::try_by_hand,
            $crate::commands::by_hand::add_by_hand,
            $crate::commands::changes::transact,
            $crate::commands::changes::undo,
            $crate::commands::changes::redo,
            $crate::commands::changes::undo_import,
            $crate::commands::changes::undo_back,
            $crate::commands::changes::history,
            $crate::commands::changes::change_details,
            $crate::commands::groups::groups,
            $crate::commands::groups::group_page,
            $crate::commands::groups::merger,
            $crate::commands::groups::email_list,
            $crate::commands::groups::export_email_list,
            $crate::commands::workflows::workflows,
            $crate::commands::applications::applications,
            $crate::commands::applications::try_application,
            $crate::commands::applications::add_application,
            $crate::commands::workflows::workflow_conflicts,
            $crate::commands::workflows::simulate_workflow,
            $crate::commands::program::program,
            $crate::commands::program::invitation,
            $crate::commands::templates::templates,
            $crate::commands::templates::preview_template,
            $crate::commands::outbox::outbox_counts,
            $crate::commands::outbox::outbox,
            $crate::commands::outbox::outbox_ids,
            $crate::commands::outbox::message,
            $crate::commands::outbox::open_message,
            $crate::commands::outbox::save_message,
            $crate::commands::outbox::save_messages,
            $crate::commands::outbox::export_mail_merge,
            $crate::commands::views::views,
            $crate::commands::imports::choose_import_file,
            $crate::commands::imports::paste_table,
            $crate::commands::imports::preview_import,
            $crate::commands::imports::dry_run,
            $crate::commands::imports::dry_run_rows,
            $crate::commands::imports::forget_dry_run,
            $crate::commands::imports::import,
            $crate::commands::imports::load_sample,
            $crate::commands::imports::cancel_job,
            $crate::commands::imports::imports,
            $crate::commands::imports::import_summary,
            $crate::commands::imports::export_results,
            $crate::commands::imports::export_errors,
            $crate::commands::imports::export_dry_run,
            $crate::commands::imports::save_template,
            $crate::commands::settings::settings,
            $crate::commands::settings::set_language,
            $crate::commands::settings::set_theme,
            $crate::commands::settings::set_layout,
            $crate::commands::settings::set_sort,
            $crate::commands::settings::set_columns,
            $crate::commands::incidents::report_ui_error,
            $crate::commands::incidents::diagnostic_report,
            $crate::commands::desktop::open_website,
            $crate::commands::desktop::notify $(::<$runtime>)?,
        ]
    };
}
pub(crate) use commands;

/// The description of commands and events for a runtime. The program itself has none: it took a megabyte, and time at each start.
#[cfg(test)]
macro_rules! contract {
    ($runtime:ty) => {{
        use tauri_specta::collect_commands;
        tauri_specta::Builder::<$runtime>::new()
            .commands($crate::bindings::commands!(collect_commands, $runtime))
            .events(tauri_specta::collect_events![
                $crate::events::FileDrag,
                $crate::events::Trouble,
                $crate::events::HappenedByItself,
                $crate::events::NotificationClicked,
            ])
            .constant("countries", $crate::bindings::countries())
            .constant("languages", $crate::bindings::languages())
            .disable_serde_phases()
    }};
}
#[cfg(test)]
pub(crate) use contract;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use specta_typescript::Typescript;

    #[test]
    fn the_bindings_are_those_of_the_commands() {
        let folder = tempfile::tempdir().unwrap();
        let fresh = folder.path().join("bindings.ts");
        contract!(tauri::Wry)
            .export(Typescript::default(), &fresh)
            .unwrap();
        let fresh = fs::read_to_string(fresh).unwrap();
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/ipc/bindings.ts");
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            fs::create_dir_all(kept.parent().unwrap()).unwrap();
            fs::write(&kept, &fresh).unwrap();
        }
        let kept = fs::read_to_string(kept).unwrap_or_default();
        assert!(
            kept == fresh,
            "the bindings are not current: run `cargo xtask bindings`"
        );
    }
}
