/** What Next adds to TypeScript: the types of its imports, of style sheets and of images. */
/// <reference types="next" />
/// <reference types="next/image-types/global" />
