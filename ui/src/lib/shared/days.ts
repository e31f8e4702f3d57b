/** The day that it is for the user, as `2026-11-30`, or so many days later. */
export function dayAfter(days: number, now = new Date()): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Whether a text is a day that there is, as `2026-11-30`. */
export function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day;
}

/** So many months after the day that it is for the user; the last day of a month that is too short for it. */
export function monthsAfter(months: number, now = new Date()): string {
  const first = new Date(now.getFullYear(), now.getMonth() + months, 1);
  const last = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate();
  return dayAfter(Math.min(now.getDate(), last) - 1, first);
}

/** The first day of next year. */
export const nextYear = (now = new Date()): string => dayAfter(0, new Date(now.getFullYear() + 1, 0, 1));
