import { m } from '$lib/paraglide/messages';

/** The address by which the mail program writes to someone. What could be read as more than a recipient is written out. */
export function mailAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `mailto:${encodeURIComponent(email.slice(0, at))}@${encodeURIComponent(email.slice(at + 1))}`;
}

/** The host between the slashes as it is written, without user name and port. */
function writtenHost(address: string): string {
  const [, authority = ''] = /^[a-z][a-z+.-]*:\/\/([^/?#\\]*)/iu.exec(address) ?? [];
  return authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/u, '');
}

/**
 * What should be seen before an address from a partner's data is opened; none where it is what it looks like.
 * Addresses that no program may open are not judged here: the shell refuses them.
 */
export function doubtsOf(address: string): string[] {
  const trimmed = address.trim();
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    return [];
  }
  if (url.protocol === 'mailto:')
    return url.search !== '' || url.pathname.includes(',') ? [m.open_doubtful_mail()] : [];
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return [];
  const doubts: string[] = [];
  if (url.protocol === 'http:') doubts.push(m.open_doubtful_plain());
  if (url.username !== '' || url.password !== '') doubts.push(m.open_doubtful_user());
  const written = writtenHost(trimmed);
  if (url.hostname.split('.').some((label) => label.startsWith('xn--')) || /[^\p{ASCII}]/u.test(written))
    doubts.push(m.open_doubtful_script({ host: url.hostname }));
  if (/^[\d.]+$|^\[/u.test(url.hostname)) doubts.push(m.open_doubtful_number());
  if (url.port !== '') doubts.push(m.open_doubtful_port());
  return doubts;
}
