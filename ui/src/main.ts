import { mount } from 'svelte';
import { locale } from '$lib/locale.svelte';
import { hearPresses } from '$lib/marks';
import { theme } from '$lib/theme.svelte';
import App from './App.svelte';
import './styles/tokens.css';
import './styles/base.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

hearPresses();
locale.start(undefined, () => undefined);
theme.start(undefined, () => undefined);
mount(App, { target });
