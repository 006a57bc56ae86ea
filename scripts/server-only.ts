// Next.js rejects `import "server-only"` in client bundles. The worker, scripts and tests aren't built by Next.js, so there it
// resolves to this empty module.
export {};
