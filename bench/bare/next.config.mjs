/** As small as the framework lets an application be. */
export default { poweredByHeader: false };
