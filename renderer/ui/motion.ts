/** Whether nothing is to move by itself: the computer asks for that, or the settings do. */
export function isCalm(): boolean {
  return (
    Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--dur-4')) === 0
  );
}
