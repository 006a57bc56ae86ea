const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether the application is on one's own machine, by its public address. */
export const isOwnMachine = (appUrl: string): boolean => loopback.test(new URL(appUrl).hostname);
