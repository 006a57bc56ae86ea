/** The smallest application Next.js allows. */
export default { poweredByHeader: false };
