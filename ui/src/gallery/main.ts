import { mount } from 'svelte';
import { locale } from '$lib/locale.svelte';
import { theme } from '$lib/theme.svelte';
import Gallery from './Gallery.svelte';
import '../styles/tokens.css';
import '../styles/base.css';

// gallery.html?sheet=states|overlays|list&theme=light|dark&lang=en|zh-CN
const asked = new URLSearchParams(location.search);
const target = document.getElementById('app');
if (!target) throw new Error('gallery.html has no #app');

locale.start(asked.get('lang') ?? 'en', () => undefined);
theme.start(asked.get('theme') ?? 'light', () => undefined);
mount(Gallery, { target, props: { sheet: asked.get('sheet') ?? 'states', open: asked.get('open') ?? '' } });
