/** Version of this package, as in its `package.json`; a test compares the two. */
export const dialdeckVersion = '0.1.0';
