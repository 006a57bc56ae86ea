/** Characters of one piece of a file: below the limit of a request's size, even where each takes three bytes. */
export const chunkLength = 250_000;
