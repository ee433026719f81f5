// Where saved posts lie: a name that the first script of every page needs, and nothing more of what this folder does.

export const SAVED = "hearten-saved";
