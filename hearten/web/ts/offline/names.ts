// Where saved posts lie: names that the first script of every page needs, and nothing more of what this folder does.
// An enum, because the bundler writes its values where they are named; a constant would become a file of its own.

export const enum Saved {
  store = "hearten-saved",
  post = "/saved/post/",
  gone = "/saved/gone",
}
