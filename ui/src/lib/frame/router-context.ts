import { createContext } from 'svelte';
import type { Router } from './router.svelte';

/** `useRouter()` in a view gives the router of the window; the shell sets it. */
export const [useRouter, setRouter] = createContext<Router>();
