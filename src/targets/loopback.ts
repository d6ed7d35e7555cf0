/** Whether an address is on this machine: nothing else is asked unless the user names it as a target. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127(?:\.\d+){3}$/.test(hostname) ||
    hostname.endsWith('.localhost')
  );
}
