/**
 * Writes what is promised; where that is refused, what was on the clipboard stays. The clipboard is asked for at once: a webview
 * grants it only while it still knows of the press.
 */
export function toClipboard(text: Promise<string>): Promise<void> {
  const blob = text.then((text) => new Blob([text], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
