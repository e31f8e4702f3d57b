import type { Place } from '$lib/frame/places';
import { m } from '$lib/paraglide/messages';
import { workspace } from '$lib/workspace.svelte';
import ActivityView from './ActivityView.svelte';
import ApplicationsView from './ApplicationsView.svelte';
import CreatorMarketplaceView from './CreatorMarketplaceView.svelte';
import GroupsView from './GroupsView.svelte';
import ImportsView from './ImportsView.svelte';
import PartnerMarketplaceView from './PartnerMarketplaceView.svelte';
import ProspectsView from './ProspectsView.svelte';
import SettingsView from './SettingsView.svelte';
import WorkflowsPlace from './WorkflowsPlace.svelte';

/** The places of the navigation, in its order. A place stands here once its view does. */
export const places: readonly Place[] = [
  {
    id: 'partners',
    label: m.nav_partners,
    icon: 'store',
    section: 'discover',
    keys: 'g p',
    view: PartnerMarketplaceView,
  },
  {
    id: 'creators',
    label: m.nav_creators,
    icon: 'creator',
    section: 'discover',
    keys: 'g c',
    view: CreatorMarketplaceView,
  },
  {
    id: 'prospects',
    label: m.nav_prospects,
    icon: 'prospects',
    section: 'work',
    keys: 'g r',
    count: () => workspace.overview?.prospects,
    view: ProspectsView,
  },
  {
    id: 'groups',
    label: m.nav_groups,
    icon: 'groups',
    section: 'work',
    keys: 'g o',
    count: () => workspace.overview?.groups,
    view: GroupsView,
  },
  {
    id: 'workflows',
    label: m.nav_workflows,
    icon: 'workflow',
    section: 'work',
    keys: 'g w',
    count: () => workspace.overview?.workflows,
    view: WorkflowsPlace,
  },
  {
    id: 'applications',
    label: m.nav_applications,
    icon: 'inbox',
    section: 'work',
    keys: 'g a',
    count: () => workspace.overview?.applications,
    view: ApplicationsView,
  },
  { id: 'imports', label: m.nav_imports, icon: 'import', section: 'work', keys: 'g i', view: ImportsView },
  {
    id: 'activity',
    label: m.nav_activity,
    icon: 'clock',
    section: 'foot',
    keys: 'g l',
    view: ActivityView,
  },
  {
    id: 'settings',
    label: m.nav_settings,
    icon: 'settings',
    section: 'foot',
    keys: 'g ,',
    view: SettingsView,
  },
];
