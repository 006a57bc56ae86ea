// Preloaded by what serves customers beside the web server: like `next start`, it is production unless told otherwise. What
// is allowed while developing (endpoints in one's own network, no key of Stripe) must not be what a variable forgot allows.
process.env.NODE_ENV ||= "production";
