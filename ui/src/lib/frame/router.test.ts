import { expect, it } from 'vitest';
import { Router } from './router.svelte';

it('goes and comes back, and a new name is no step', () => {
  const router = new Router('partners');
  router.go('workflows', { workflow: 'new' });
  router.rename({ workflow: '3' });
  expect(router.current).toEqual({ place: 'workflows', params: { workflow: '3' } });
  expect(router.steps).toBe(1);
  router.go('workflows', { workflow: '3' });
  expect(router.steps).toBe(1);
  router.back();
  expect(router.current.place).toBe('partners');
  expect(router.canGoBack).toBe(false);
});

it('asks before it leaves, and leaves once that is agreed to', () => {
  const router = new Router('workflows');
  let leave: (() => void) | undefined;
  const end = router.guard((go) => {
    leave = go;
    return false;
  });
  router.go('groups');
  expect(router.current.place).toBe('workflows');
  leave?.();
  expect(router.current.place).toBe('groups');
  router.back();
  expect(router.current.place).toBe('groups');
  end();
  router.back();
  expect(router.current.place).toBe('workflows');
});
