import type { Family } from './rows.ts';

/** Version control and the sites it lives on. */
export const git: Family = {
  git: {
    valued: `
      ^:-C ^:-c --git-dir --work-tree --namespace log|shortlog|rev-list|reflog|show|stash|format-patch:-n !branch|diff|am:-m --message commit|tag|notes:-F --file -b -B
      --author --date --since --until --after --before --format --pretty log|show|diff:-L log|show|diff:-S log|show|diff:-G --grep push|archive:-o --push-option --onto
      merge|rebase|pull|cherry-pick|revert:-s --strategy rebase:-x --exec archive:-o --output merge|rebase|pull:-X --depth --branch --expire --mainline --source --pathspec-from-file
    `,
    rows: `
      changes: archive -o|--output -> writes an archive
      reads: push|add|rm|clean|mv|prune -n|--dry-run, commit|fetch|pull --dry-run, remote|worktree prune -n|--dry-run, apply --check|--stat|--summary|--numstat
      reads: log, show, diff, status, blame, shortlog, describe, rev-parse, rev-list, ls-files, ls-remote, ls-tree, cat-file, grep, whatchanged, cherry, merge-base, name-rev, show-ref, show-branch, for-each-ref, count-objects, fsck, verify-commit, verify-tag, var, version, help, check-ignore, check-attr, diff-tree, diff-index, diff-files, range-diff, annotate, archive, bundle verify, symbolic-ref HEAD $, instaweb, request-pull, format-patch --stdout, merge-tree, check-ref-format, cherry -v, stripspace, interpret-trailers, archive --list
      reads: reflog $, reflog show|exists, stash list|show, remote $, remote show|get-url, worktree list, submodule $, submodule status|summary, bisect log|visualize|view, notes $, notes show|list, lfs ls-files|status|env|locks|fsck, sparse-checkout list, maintenance --help, rerere status|diff
      reads: branch $ !-d|-D|-m|-M|-u|--delete|--unset-upstream, branch -a|-r|-v|--list|--contains|--merged|--no-merged|--show-current|--all|--remotes !-d|-D|--delete
      reads: tag $ !-d|--delete, tag -l|--list|--contains|--points-at|-v|--verify|-n
      runs: submodule foreach -> shell after 2
      runs: bisect run -> command after 2
      runs: rebase -x|--exec -> shell in -x --exec
      changes prompts: config -e|--edit, config edit -> opens the configuration in an editor
      reads: config --get|--get-all|--get-regexp|--list|-l|--show-origin, config get|list, config * $ !--unset|--unset-all|--remove-section|--add
      changes: config -> changes the configuration
      destroys: reset --hard -> throws uncommitted work away and moves the branch to {2:HEAD}
      destroys: reset --merge|--keep -> throws uncommitted work away
      also asks: reset|checkout|restore|add|stash|commit -p|--patch|-i|--interactive
      changes: reset -> moves the branch or unstages files; the work stays
      also asks: clean -i|--interactive
      destroys: clean -> deletes untracked files
      destroys: checkout -f|--force|--ours|--theirs -> throws uncommitted work away
      destroys: checkout ., checkout --, checkout * *, checkout */|*.js|*.ts|*.tsx|*.json|*.yml|*.yaml|*.py|*.rb|*.go|*.php|*.java|*.conf|*.md|*.txt|*.sh|*.tf|*.env|*.lock|*.toml|*.xml|*.html|*.css|*.sql|Makefile|Dockerfile|src|config -> throws uncommitted changes of files away
      changes: checkout -b|-B|--orphan -> makes a branch
      changes: checkout -> checks out {2}
      changes: restore --staged|-S !-W|--worktree -> unstages files
      destroys: restore -> throws uncommitted changes of {2+} away
      destroys: switch -f|--force|--discard-changes -> throws uncommitted work away
      changes: switch -> switches to {2:a new branch}
      destroys: push -f|--force|--force-with-lease|--mirror|--prune -> overwrites commits of {3:a branch} on {2:the server}
      destroys: push -d|--delete -> deletes {3+:a branch} on {2:the server}
      destroys: push * %+*|:* -> overwrites or deletes {3+} on {2}
      changes: push -> sends commits to {2:the server}
      destroys: branch -D|-d|--delete -> deletes the branch {2+}
      changes: branch -> changes branches
      destroys: tag -d|--delete -> deletes the tag {2+}
      also prompts: tag -a|-s !-m|-F
      changes: tag -> tags a commit
      destroys: stash drop|clear -> throws stashed work away
      changes: stash -> puts uncommitted work away or back
      destroys: reflog expire|delete, gc --prune=now|all, prune -> deletes commits that nothing points to
      changes: gc|repack|maintenance|pack-refs -> packs the repository
      destroys: worktree remove -> removes a worktree with its changes
      changes: worktree -> changes worktrees
      destroys: filter-branch|filter-repo -> rewrites the history
      also prompts: rebase -i|--interactive|--edit-todo, commit !-m|-F|-C|--no-edit|--message|--file|--fixup|--reuse-message, commit --amend !--no-edit !-m
      also prompts: revert !--no-edit|-n|--no-commit|--abort|--continue|--quit|--skip, merge --edit|-e, cherry-pick -e|--edit, mergetool, rebase --continue
      changes: revert -> adds a commit that undoes {2:the last one}
      changes: commit --amend -> replaces the last commit
      changes: commit -> adds a commit
      destroys: merge|rebase|cherry-pick|am|revert --abort|--quit -> throws the merge in progress away
      changes: rebase -> moves commits onto {2:another base}
      changes: merge -> merges {2:a branch} into this one
      changes: cherry-pick -> adds the changes of {2+}
      destroys: rm !--cached -> deletes {2+} from the working tree
      changes: rm -> stops tracking {2+}
      destroys: update-ref -d -> deletes a reference
      destroys: remote rm|remove|prune -> forgets a remote or its branches
      changes: remote -> changes remotes
      destroys: submodule deinit -> removes the working tree of a submodule
      also prompts: send-email, gui, difftool, add -e
      destroys: lfs prune|migrate -> deletes large files or rewrites history
      changes: fetch|pull|clone|init|add|mv|submodule|bisect|apply|am|notes|lfs|sparse-checkout|format-patch|bundle|update-index|update-ref|symbolic-ref|replace|read-tree|write-tree|commit-tree|hash-object|update-server-info|credential|rerere|mergetool|difftool|send-email|gui|subtree|flow|cherry|svn|daemon|archive|stage|restore|hook|backfill|scalar|unpack-objects|index-pack -> changes the repository ({1})
    `,
  },
  'gh glab': {
    valued:
      '-R --repo -b --body -t --title -F --field -f --raw-field -X --method -H --header -q --jq -L --limit -s --state --json -r --ref -w --workflow -l --label -a --assignee -e --env',
    rows: `
      reads stays: run watch, pr checks --watch
      destroys: api -X|--method=DELETE|delete -> deletes {2} on the server
      changes: api -X|--method=POST|PUT|PATCH -> changes {2} on the server
      changes: api -f|-F|--field|--raw-field|--input !-X=GET -> changes {2} on the server
      reads: api
      reads: * list|view|status|diff|checks|ls|show, run view|list, status, search, browse, version, auth status|token, repo view|list, secret|variable list, ruleset, cache list, workflow view, gist view, release view|list, pr view|list|status|diff|checks, ci status|view|list|trace
      also asks: repo|release delete !--yes|-y
      destroys: repo delete|archive, release delete|delete-asset, run delete|cancel, cache delete, secret|variable delete|remove, * delete -> deletes {3+} on the server
      changes asks: auth login !--with-token, pr create !--fill|-t|--title|-f -> asks for what it needs
      changes: pr merge -> merges {3:the pull request}
      changes: -> changes {1} {2} on the server
    `,
  },
  svn: 'reads: log|info|status|st|diff|blame|cat|list|ls\ndestroys: delete|rm|remove|revert|cleanup -> deletes {2+} or throws changes away\nchanges: -> changes the working copy or the server',
  hg: 'reads: log|status|st|diff|summary|id|heads|branches|annotate|cat|tags\ndestroys: strip|purge|revert|rollback, update -C|--clean -> throws changes away\nchanges: -> changes the repository',
  'git-lfs': 'reads: ls-files|status|env\nchanges: -> changes large files',
};
