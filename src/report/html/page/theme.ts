/** Light and dark: as the system has it until the reader chooses. */

/** `choose` gets the theme that the button asks for. Returns what shows a theme; without one the system's is shown. */
export function offerThemes(choose: (name: string) => void): (name: string | undefined) => void {
  const button = document.querySelector<HTMLButtonElement>('button.theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const shown = (): string =>
    document.documentElement.dataset['theme'] ?? (system.matches ? 'dark' : 'light');
  const name = (): void => {
    if (button) button.textContent = shown() === 'dark' ? 'Light' : 'Dark';
  };
  button?.addEventListener('click', () => choose(shown() === 'dark' ? 'light' : 'dark'));
  system.addEventListener('change', name);
  return (theme) => {
    if (theme === 'dark' || theme === 'light') document.documentElement.dataset['theme'] = theme;
    else delete document.documentElement.dataset['theme'];
    name();
  };
}
