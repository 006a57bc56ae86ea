/** Nothing to prepare; without this file the one of the application around it would be taken. */
export function register() {}
