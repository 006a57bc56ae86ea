const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether the application runs on localhost, by its public URL. */
export const isOwnMachine = (appUrl: string): boolean => loopback.test(new URL(appUrl).hostname);
