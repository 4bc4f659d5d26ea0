/** Keeps the AI SDK's Zod from trying `new Function`, which the content security policy refuses and the console reports. */

import { config } from 'zod/v4/core';

config({ jitless: true });
