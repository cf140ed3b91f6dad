interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

declare global {
  interface Window {
    /** Absent where the browser has no trusted types. */
    readonly trustedTypes?: TrustedTypesFactory;
  }
}

/** Lets the page start workers from its own origin, and turn no other text into script or markup. */
export function allowOwnWorkers(): void {
  window.trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (new URL(url, window.location.href).origin === window.location.origin) return url;
      throw new TypeError('Scripts come from the application alone.');
    },
  });
}
