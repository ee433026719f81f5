// The page works without this file; it only wakes what makes the page kinder.

import { wake } from "./behaviors";

wake(document);
