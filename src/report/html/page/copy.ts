/** Buttons that copy the command beside them. */

/** How long a button says that it has copied, in milliseconds. */
const SAID = 2000;

/** `say` tells those who can't see the button. */
export function offerCopying(say: (text: string) => void): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button.copy')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const command = button.parentElement?.querySelector('code');
      if (command) void copy(command, button, say);
    });
  }
}

async function copy(
  command: HTMLElement,
  button: HTMLButtonElement,
  say: (text: string) => void,
): Promise<void> {
  const copied = await written(command.textContent ?? '');
  if (!copied) getSelection()?.selectAllChildren(command);
  const words = copied ? 'Copied' : 'Selected: press Ctrl+C';
  button.textContent = words;
  say(words);
  setTimeout(() => (button.textContent = 'Copy'), SAID);
}

/** False where the browser keeps the clipboard from the page: one that came by plain HTTP, or in a frame. */
async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
