import * as z from 'zod/mini';

// zod would otherwise probe `new Function`, which a page with a strict CSP reports as a violation.
z.config({ jitless: true });

/** zod for data from outside, set up for pages with a strict CSP. Never imported by what every page loads at once. */
export { z };
