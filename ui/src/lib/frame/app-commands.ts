import { diagnostics } from '$lib/incidents/diagnostics.svelte';
import type { Command } from '$lib/keyboard/commands.svelte';
import { locale, type LocaleChoice } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { theme, type ThemeChoice } from '$lib/theme.svelte';
import type { Place } from './places';
import type { Router } from './router.svelte';

/** The commands that stand open everywhere: the places, the palette, the help, language and theme. */
export function appCommands(
  places: readonly Place[],
  router: Router,
  open: (overlay: 'palette' | 'help') => void,
): Command[] {
  return [
    ...places.map((place) => goTo(place, router)),
    {
      id: 'app.back',
      label: m.commands_back,
      group: 'go',
      keys: ['Alt+ArrowLeft'],
      when: () => router.canGoBack,
      run: () => router.back(),
    },
    {
      id: 'app.commands',
      label: m.commands_title,
      group: 'app',
      keys: ['Mod+k'],
      keyOnly: true,
      run: () => open('palette'),
    },
    { id: 'app.keys', label: m.commands_keys, group: 'app', keys: ['?'], run: () => open('help') },
    {
      id: 'app.diagnostics',
      label: m.diagnostics_open,
      group: 'app',
      run: () => void diagnostics.show(),
    },
    ...(['light', 'dark', 'system'] as const).map(useTheme),
    ...(['en', 'zh-CN', 'system'] as const).map(useLocale),
  ];
}

const goTo = (place: Place, router: Router): Command => ({
  id: `go.${place.id}`,
  label: place.label,
  group: 'go',
  ...(place.keys ? { keys: [place.keys] } : {}),
  run: () => router.go(place.id),
});

const themeLabels = { light: m.theme_use_light, dark: m.theme_use_dark, system: m.theme_use_system };

const useTheme = (choice: ThemeChoice): Command => ({
  id: `theme.${choice}`,
  label: themeLabels[choice],
  group: 'view',
  when: () => theme.choice !== choice,
  run: () => theme.choose(choice),
});

const localeLabels = { en: m.language_use_en, 'zh-CN': m.language_use_zh, system: m.language_use_system };

const useLocale = (choice: LocaleChoice): Command => ({
  id: `language.${choice}`,
  label: localeLabels[choice],
  group: 'view',
  when: () => locale.choice !== choice,
  run: () => locale.choose(choice),
});
