/** Opened from the list or from the page of its interface, the form stands over that page, which stays as it is. */
export { default, generateMetadata } from '#app/(console)/enis/[eniId]/assign/page.tsx'
