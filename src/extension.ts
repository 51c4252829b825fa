/** The editor's door: builds, wires and owns what the window needs. */
export function activate(): void {
  // Nothing is registered yet.
}
