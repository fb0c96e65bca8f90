# The office's commands. `make` alone lists them.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
CHROMIUM ?= /usr/bin/chromium
ARGS ?=
# How many tests run at a time; 0 runs them in one process.
JOBS ?= 2

VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/runtime.stamp
TOOLS := $(VENV)/tools.stamp
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po locale/*/*/LC_MESSAGES/*.po)
MESSAGES := $(VENV)/messages.stamp
PYTEST := $(PY) -m pytest -p no:cacheprovider

export PYTHON HOST PORT CHROMIUM

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup tools run test test-postgres test-browser check bench messages screens

help: ## list the commands / 列出命令
	@sh scripts/help.sh $(firstword $(MAKEFILE_LIST))

setup: $(RUNTIME) $(MESSAGES) ## make .venv and install what the office runs on / 建立运行环境

tools: setup $(TOOLS)

$(RUNTIME): requirements.txt scripts/environment.sh
	@sh scripts/environment.sh requirements.txt $@

# After the runtime, never beside it: two installers in one environment break it (make -j).
$(TOOLS): requirements-dev.txt $(RUNTIME)
	@sh scripts/environment.sh requirements-dev.txt $@

$(MESSAGES): $(CATALOGUES) scripts/compile_messages.py $(RUNTIME)
	@$(PY) scripts/compile_messages.py
	@touch $@

run: setup ## serve the office with demo data, PORT=8000 HOST=127.0.0.1 / 启动（首次自动生成演示数据）
	@exec $(PY) scripts/start.py --host $(HOST) --port $(PORT)

test: tools ## run the tests, ARGS="tests/office -k name" / 运行测试
	@DATABASE_URL=sqlite:///:memory: $(PYTEST) -n $(JOBS) -m "not browser" $(ARGS)

test-postgres: tools ## run the tests that meet the database on a PostgreSQL started for the run / 在临时 PostgreSQL 上运行测试
	@sh scripts/with_postgres.sh $(PYTEST) -n $(JOBS) -m "not browser" $(ARGS)

test-browser: tools ## walk through the office with Chromium, CHROMIUM=/usr/bin/chromium / 浏览器测试
	@DATABASE_URL=sqlite:///:memory: $(PYTEST) -m browser $(or $(ARGS),tests/browser)

check: tools ## lint, format, types, floors, migrations, deploy check, translations / 代码检查
	@$(PY) scripts/check.py $(ARGS)

bench: tools ## measure speed beside a floor from the same run / 性能测量
	@$(PY) -m bench $(ARGS)

messages: tools ## collect strings into locale/ (needs gettext) and compile them / 更新翻译
	@$(PY) scripts/collect_messages.py
	@$(PY) scripts/compile_messages.py

screens: tools ## photograph the demo office into docs/screens / 生成界面截图
	@$(PY) scripts/screens.py $(ARGS)
