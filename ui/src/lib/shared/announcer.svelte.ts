/** Says something to readers of the screen that is only seen otherwise. Drawn by LiveRegion. */
class Announcer {
  text = $state('');

  /** Says a sentence. The same sentence twice is said twice. */
  say(text: string): void {
    this.text = text === this.text ? `${text}\u00a0` : text;
  }
}

/** The one voice of the window. */
export const announcer = new Announcer();
