import { MediaQuery } from 'svelte/reactivity';

/** Whether the window is too narrow for words in the navigation: below 1120 px only icons stand there. */
export const narrow = new MediaQuery('(max-width: 1119.98px)');
