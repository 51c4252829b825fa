import type { Family } from './rows.ts';

const aptOptions = '-t -o -c --target-release';

const project = (runner: string): string => `
  unknown: run|run-script -> runs a script of the project (${runner} run {2}): what it does is not known
  unknown: test|t|tst -> runs a script of the project (${runner} test): what it does is not known
  unknown stays: start -> runs a script of the project (${runner} start): what it does is not known
`;

/** Packages of systems and languages, and the tasks of projects. */
export const packages: Family = {
  'apt-get apt aptitude': {
    valued: aptOptions,
    rows: `
      reads: -s|--simulate|--dry-run|--just-print|--no-act|--print-uris
      reads: list|show|search|policy|depends|rdepends|changelog|madison|check|moo|why|--version|showsrc
      changes: update|clean|autoclean|download|source|build-dep -> refreshes lists or deletes downloaded packages
      also asks: !-y|--yes|--assume-yes|-qq|--force-yes
      destroys: remove|purge|autoremove|autopurge -> removes {2+:packages}: their services stop
      changes: install|reinstall|upgrade|dist-upgrade|full-upgrade|safe-upgrade -> installs {2+:newer packages}: services may restart
      changes: edit-sources -> opens the list of sources in an editor
      changes: -> changes packages
    `,
  },
  'apt-cache apt-file apt-show-versions aptitude-search dpkg-query': 'reads:',
  'apt-mark': 'reads: show*\nchanges: -> changes which packages are held',
  'apt-key add-apt-repository':
    'reads: list|finger|--list\nalso asks: !-y|--yes\nchanges: -> changes the sources of packages',
  dpkg: `
    reads: -l|--list|-L|--listfiles|-s|--status|-S|--search|-I|--info|-c|--contents|-V|--verify|--get-selections|--audit|-C|-p|--print-avail|--print-architecture|--compare-versions|--dry-run|--no-act|--simulate
    destroys: -r|--remove|-P|--purge -> removes {1+}: its services stop
    changes: -> installs or configures {1+:packages}
  `,
  'dpkg-reconfigure debconf-set-selections':
    'changes prompts: !-f|--frontend -> asks and configures {1}\nchanges: -> configures {1}',
  'yum dnf microdnf tdnf': {
    valued: '--enablerepo --disablerepo --repo -c --installroot --releasever -x --exclude',
    rows: `
      reads: list|info|search|provides|whatprovides|repolist|check-update|repoquery|deplist|check|updateinfo|--version|repoinfo|changelog|needs-restarting
      reads: history $, history list|info, group|module|versionlock|alias list|info, group|module summary, grouplist|groupinfo
      changes: makecache|clean|download -> refreshes lists or deletes downloaded packages
      reads: --assumeno|--downloadonly
      also asks: !-y|--assumeyes
      destroys: remove|erase|autoremove|swap -> removes {2+}: its services stop
      destroys: history undo|rollback -> takes an installation back
      changes: install|update|upgrade|downgrade|reinstall|distro-sync|localinstall|update-minimal|groupinstall -> installs {2+:newer packages}: services may restart
      changes: -> changes packages ({1})
    `,
  },
  'yum-config-manager subscription-manager':
    'reads: status|list|identity\nchanges: -> changes the sources of packages',
  rpm: `
    reads: -q|-qa|--query|-V|--verify|-K|--checksig|--test|--eval|--showrc|-qi|-ql|-qf
    destroys: -e|--erase -> removes {1+}: its services stop
    changes: -> installs {1+:packages}
  `,
  zypper: `
    reads: search|se|info|if|list-updates|lu|list-patches|lp|repos|lr|packages|pa|patch-check|what-provides|wp|services|ls|ps|needs-rebooting, --dry-run
    changes: refresh|ref|clean -> refreshes lists
    also asks: !-n|--non-interactive|-y
    destroys: remove|rm|dup|dist-upgrade -> removes or replaces {2+:packages}: services stop
    changes: -> installs {2+:newer packages}: services may restart
  `,
  apk: `
    reads: info|list|search|policy|version|stats|fetch|dot|audit|manifest|verify, --simulate|-s
    destroys: del -> removes {2+}
    changes: -> installs {2+:packages}
  `,
  'pacman yay paru':
    'reads: -Q|-Qi|-Ql|-Qo|-Qu|-Ss|-Si|-Sl|-F|-T|-p\nalso asks: !--noconfirm\ndestroys: -R|-Rs|-Rns -> removes {1+}\nchanges: -> installs {1+:packages}',
  snap: 'reads: list|info|find|services|changes|connections|version|logs|get, refresh --list\ndestroys: remove|stop|disable|revert -> removes or stops {2+}\nchanges: restart -> restarts {2+}\nchanges: -> changes {2+:packages}',
  flatpak:
    'reads: list|info|search|remotes|history|ps\ndestroys: uninstall|remove|kill -> removes {2+}\nchanges: -> changes {2+:packages}',
  brew: `
    reads: list|ls|info|search|outdated|deps|uses|doctor|config|leaves|home|cat|log|--version|--prefix|desc
    runs: services -> brew-services after 1
    reads: services
    destroys: uninstall|remove|rm|autoremove|cleanup|untap -> removes {2+}
    changes: -> installs {2+:newer packages}
  `,
  'brew-services':
    'reads: list|info|$\ndestroys: stop|kill|cleanup -> stops {2}\nchanges: restart -> restarts {2}\nchanges: -> starts {2}',
  'nix nix-env nix-shell nixos-rebuild nix-store':
    'reads: --dry-run|-q|--query|dry-build|dry-activate, search|show|eval|path-info, flake show\ndestroys: --delete|--gc|-e|--uninstall -> deletes packages\nchanges: -> changes packages',
  'nix-collect-garbage': 'reads: --dry-run\ndestroys: -> deletes packages that nothing uses',
  'unattended-upgrade unattended-upgrades':
    'reads: --dry-run\nchanges: -> installs newer packages: services may restart',
  'pip pip3 pipx uv': `
    reads: list|freeze|show|check|search|index|debug|help|--version|--dry-run, config list, cache info|list
    also asks: uninstall !-y|--yes
    destroys: uninstall -> removes {2+}
    changes: -> installs or downloads {2+:packages}
  `,
  'conda mamba poetry pipenv pdm virtualenv':
    'reads: list|info|show|check|search|--version|graph, env list\ndestroys: remove|uninstall -> removes {2+}\nunknown: run -> runs {2+}: what it does is not known\nchanges: -> changes packages',
  npm: {
    valued: '--prefix -w --workspace --registry --tag --depth -C --loglevel',
    rows: `
      reads: --dry-run
      changes: audit fix -> raises versions of packages
      reads: view|info|show|v|ls|list|ll|la|outdated|ping|whoami|explain|why|search|docs|doctor|root|prefix|bin|help|fund|query|diff|audit, config|c get|list|ls, owner|dist-tag|team|token|access|profile ls|list|get, cache verify|ls, --version|-v
      unknown stays: run|run-script start|dev|serve|watch -> runs a script of the project (npm run {2}): what it does is not known
      ${project('npm')}
      runs: exec|x -> npx after 1
      reads: exec|x
      also asks: init !-y|--yes, login|adduser
      destroys: unpublish|deprecate -> takes a published version away
      destroys: uninstall|remove|rm|un|prune -> removes {2+:packages}
      changes: cache clean -> empties the cache of packages
      changes: -> changes packages ({1} {2})
    `,
  },
  'yarn pnpm': {
    valued: '--cwd -C --dir --filter -F',
    rows: `
      reads: list|ls|info|why|outdated|audit|licenses|--version|-v|bin|root, config list
      ${project('{name}')}
      changes: install|add|up|upgrade|update|i|import|dedupe|link|set|$ -> installs {2+:packages}
      destroys: remove|rm|uninstall|prune -> removes {2+:packages}
      changes: publish|cache|store|config|global|init|create|patch|deploy -> changes packages ({1})
      unknown: -> runs a script of the project ({name} {1}): what it does is not known
    `,
  },
  'npx pnpx bunx': {
    valued: '-p --package -c --call',
    rows: `
      runs: prisma|knex|sequelize|sequelize-cli|typeorm|eslint|tsc|jest|vitest|mocha|serverless|sls|pm2|wrangler|vercel|cypress|playwright|drizzle-kit -> command after 0
      reads: prisma|knex|sequelize|sequelize-cli|typeorm|eslint|tsc|jest|vitest|mocha|serverless|sls|pm2|wrangler|vercel|cypress|playwright|drizzle-kit
      unknown: -> runs {1}: what it does is not known
    `,
  },
  bundle:
    'reads: list|show|info|outdated|check|version|doctor, config $\nruns: exec -> command after 1\nreads: exec\ndestroys: remove|clean -> removes {2+:packages}\nchanges: -> installs packages',
  gem: 'reads: list|info|search|which|environment|outdated|contents|query\nalso asks: uninstall !-x|--executables\ndestroys: uninstall|cleanup|yank -> removes {2+}\nchanges: -> installs {2+}',
  composer:
    'reads: show|outdated|validate|diagnose|why|depends|status|licenses|audit|--dry-run|about|check-platform-reqs\ndestroys: remove -> removes {2+}\nunknown: run-script|run|exec -> runs a script of the project: what it does is not known\nchanges: -> installs {2+:packages}',
  'cargo go dotnet mvn gradle gradlew mvnw sbt lein mix stack cabal': `
    reads: --version|-v|-V, version|env|list|tree|search|metadata|doc|vet|help|tasks|dependencies|dependency:tree|deps|projects|properties
    reads: --dry-run|-m
    changes: build|compile|install|get|mod|add|update|package|clean|restore|publish|fetch|check|fmt|generate|assemble|bootJar|deps.get -> builds or changes the project ({1})
    unknown stays: bootRun|spring-boot:run -> runs the project: what it does is not known
    unknown: -> runs a task of the project ({name} {1:}): what it does is not known
  `,
  'rake rails rails-console': {
    valued: '-e --environment -f',
    rows: `
      reads: -T|-D|-P|--tasks, about|stats|routes|notes|middleware|version|time:zones, -v, db:migrate:status|db:version|db:abort_if_pending_migrations|zeitwerk:check
      changes prompts: console|c|dbconsole|db -> opens a prompt
      unknown: runner|r -> runs code of the project: what it does is not known
      destroys: db:drop*|db:reset*|db:purge*|db:schema:load*|db:structure:load*|db:truncate_all|db:migrate:reset|db:setup:reset -> drops the database or its tables: all data is lost
      destroys: db:rollback*|db:migrate:down|db:migrate:redo -> takes migrations back: their tables and data go away
      destroys: log:clear|tmp:clear|tmp:cache:clear -> deletes logs or caches
      changes: db:migrate*|db:seed*|db:create*|db:setup|db:prepare|db:environment:set|assets:precompile|generate|g|new|credentials:edit -> changes the database or the project ({1})
      changes stays: server|s -> runs the server
      unknown: -> runs a task of the project ({1}): what it does is not known
    `,
  },
  'manage.py django-admin': `
    reads: check|showmigrations|diffsettings|sqlmigrate|inspectdb|help|version, makemigrations --check|--dry-run, migrate --plan|--check, dumpdata !-o|--output, show_urls, findstatic
    reads: --dry-run
    changes asks: shell|shell_plus|dbshell|createsuperuser|changepassword !-c|--command|--noinput -> opens a prompt
    also asks: flush|reset_db|sqlflush !--noinput|--no-input
    destroys: flush|reset_db|sqlflush -> deletes all data of the database
    destroys: clearsessions|remove_stale_contenttypes|delete* -> deletes records
    destroys: migrate * zero -> takes every migration of {2} back: its tables and data go away
    destroys: migrate * * -> sets the database to another migration: tables and data may go away
    changes: migrate|makemigrations|loaddata|collectstatic|createcachetable|compilemessages|dumpdata -> changes the database or the project ({1})
    changes stays: runserver -> runs the server
    unknown: -> runs a command of the project ({1}): what it does is not known
  `,
  artisan: `
    reads: list|about|route:list|migrate:status|schedule:list|queue:failed|config:show|--version|db:show|env|queue:monitor, --pretend
    also asks: migrate:fresh|migrate:reset|migrate:refresh|migrate|db:wipe|migrate:rollback !--force|--no-interaction|-n
    destroys: migrate:fresh|migrate:reset|migrate:refresh|db:wipe -> drops every table: all data is lost
    destroys: migrate:rollback|queue:flush|queue:clear|queue:forget|session:flush|cache:forget -> deletes data
    destroys: down -> takes the application offline
    changes prompts: tinker|db -> opens a prompt
    changes stays: serve|queue:work|queue:listen|schedule:work|horizon -> runs until it is stopped
    changes: migrate|db:seed|up|cache:clear|config:cache|config:clear|route:cache|view:clear|optimize|optimize:clear|queue:restart|queue:retry|key:generate|storage:link|horizon:terminate|horizon:pause -> changes the application ({1})
    unknown: -> runs a command of the project ({1}): what it does is not known
  `,
  prisma: `
    reads: validate|version|-v, format --check, migrate status|diff, db pull --print
    destroys: migrate reset -> drops the database and makes it again: all data is lost
    destroys: db push --accept-data-loss|--force-reset -> changes the schema and drops what does not fit
    changes stays: studio -> opens a browser for the data
    changes: -> changes the database or the project ({1} {2})
  `,
  'knex sequelize sequelize-cli typeorm drizzle-kit': `
    reads: migrate:status|migrate:list|migrate:currentVersion|db:migrate:status|migration:show|check|--version
    destroys: db:drop|schema:drop|migrate:rollback|migrate:down|db:migrate:undo*|migration:revert|db:seed:undo*|drop|cache:clear -> takes migrations back or drops the database
    changes: migrate:latest|migrate:up|db:migrate|migration:run|db:create|db:seed*|seed:run|migration:generate|generate|push|migrate:make|migrate -> changes the database
    unknown: -> runs {1}: what it does is not known
  `,
  flyway: {
    singleDash: true,
    rows: 'reads: info|validate|version|-v\nreads: -dryRunOutput\ndestroys: clean|undo, %clean -> drops every object of the schema\nchanges: -> runs pending migrations',
  },
  liquibase:
    'reads: status|validate|history|diff|update-sql|updateSQL|rollback-sql|rollbackSQL|list-locks|snapshot|db-doc|futureRollbackSQL|unexpected-change-sets\ndestroys: dropAll|drop-all|rollback*|rollback-count -> drops objects or takes migrations back\nchanges: -> changes the database ({1})',
  'alembic flask-db':
    'reads: current|history|heads|show|branches|check, --sql\ndestroys: downgrade -> takes migrations back: their tables and data go away\nchanges: -> changes the database ({1})',
  flask:
    'reads: routes|--version, db current|history|heads|show\ndestroys: db downgrade -> takes migrations back\nchanges stays: run -> runs the server\nchanges prompts: shell -> opens a prompt\nunknown: -> runs a command of the project ({1})',
  'goose dbmate migrate atlas sqitch':
    'reads: status|version|diff|inspect|log\ndestroys: down|down-to|reset|redo|drop|rollback|revert|clean -> takes migrations back or drops the database\nchanges: -> runs migrations',
  'eslint tsc jest vitest mocha pytest phpunit rspec tox nox prettier black ruff mypy golangci-lint cypress playwright':
    'changes: --fix|--write -> changes files of the project\nreads: --version|--help|-v\nunknown: -> runs tests or checks of the project: what they do is not known',
  celery: {
    valued: '-A --app -b --broker -n -d -Q -c -l --timeout',
    rows: `
      reads stays: events
      reads: status|report|result|inspect
      also asks: purge !-f|--force
      destroys: purge|amqp -> deletes every waiting task
      destroys: control shutdown|cancel_consumer|pool_shrink -> stops workers
      changes: control -> changes workers
      changes stays: worker|beat|flower -> runs until it is stopped
      changes prompts: shell -> opens a prompt
      changes: -> changes workers
    `,
  },
  'sidekiq sidekiqctl resque rq':
    'reads: info\ndestroys: stop|quiet|empty -> stops workers or empties queues\nchanges stays: -> runs workers',
  'wp drush': `
    reads: * list|get|status|info|version|check|verify-checksums|path|size|tables|is-installed|search, status|version|core:status, db check|size|tables, --info
    destroys: db drop|reset|clean|import|query|cli, post|user|comment|plugin|theme|site delete|uninstall|empty|deactivate, sql:drop, transient delete -> deletes or replaces data
    changes: -> changes the site ({1} {2})
  `,
  'cap capistrano fab fabric mage just task invoke ant bazel buck nx turbo lerna rush':
    'reads: -T|--list|-l|--version|-n|--dry-run|--dryrun, query|info|graph\nunknown: -> runs a task of the project ({name} {1:}): what it does is not known',
};
