// Next's bundler makes `import "server-only"` an error in the browser's bundle. Outside of it (worker, scripts, tests)
// there is no such bundle, so the marker resolves to this empty module.
export {};
