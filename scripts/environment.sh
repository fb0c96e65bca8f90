#!/bin/sh
# Make .venv with a Python of 3.11 or newer and install a list of requirements into it.
# environment.sh REQUIREMENTS STAMP; the variable PYTHON names the interpreter for a new environment.
set -eu
requirements=$1 stamp=$2 venv=.venv

refuse() { # English sentence, Chinese sentence
    printf '%s\n%s\n' "$1" "$2" >&2
    exit 1
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Answer the interpreter to use: the one asked for, else the newest that is installed beside an old python3.
choose() {
    for candidate in "${PYTHON:-python3}" $([ "${PYTHON:-python3}" = python3 ] && echo python3.14 python3.13 python3.12 python3.11); do
        if new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    # A wrapper may stand where no interpreter is: only what calls itself Python counts as an old one.
    found=$("${PYTHON:-python3}" --version 2>&1 | head -n 1 || true)
    if [ "${found#Python }" != "$found" ]; then
        refuse "Python 3.11 or newer is needed, but ${PYTHON:-python3} is \"$found\": install a newer one (Debian: apt install python3 python3-venv) or name it: make PYTHON=python3.12 …" \
               "需要 Python 3.11 或更高版本，而 ${PYTHON:-python3} 是“$found”：请安装新版本（Debian：apt install python3 python3-venv），或指定解释器：make PYTHON=python3.12 …"
    fi
    refuse "Python was not found as ${PYTHON:-python3}: install Python 3.11 or newer (Debian: apt install python3 python3-venv) and run the command again." \
           "找不到 Python（${PYTHON:-python3}）：请安装 Python 3.11 或更高版本（Debian：apt install python3 python3-venv）后重新运行。"
}

make_environment() {
    python=$(choose) || exit 1
    if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        refuse "Python $version has no venv module: install it (Debian: apt install python$version-venv) and run the command again." \
               "Python $version 缺少 venv 模块：请安装（Debian：apt install python$version-venv）后重新运行。"
    fi
    echo "Making the environment / 正在创建运行环境：$("$python" --version)"
    if ! "$python" -m venv --clear "$venv"; then
        rm -rf "$venv"
        refuse "The environment could not be made in $PWD/$venv: see the message above; a full disk or missing write permission is the usual cause." \
               "无法在 $PWD/$venv 创建运行环境：请看上方提示，常见原因是磁盘已满或没有写权限。"
    fi
}

if ! new_enough "$venv/bin/python"; then
    make_environment
elif [ "${PYTHON:-python3}" != python3 ] && new_enough "$PYTHON"; then
    asked=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    used=$("$venv/bin/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    [ "$asked" = "$used" ] || refuse "The environment in .venv uses Python $used, not $asked: remove it (rm -rf .venv) to make it anew." \
                                     ".venv 使用的是 Python $used，而不是 $asked：请先删除（rm -rf .venv）再重建。"
fi

echo "Installing $requirements, this may take a minute / 正在安装 $requirements，约需一分钟"
quiet=--quiet
[ -t 1 ] && quiet=
if ! "$venv/bin/python" -m pip install --disable-pip-version-check $quiet -r "$requirements"; then
    refuse "Installing failed: see the message above, check the network connection and run the command again; what is installed already is kept." \
           "安装失败：请看上方提示，检查网络后重新运行；已安装的部分会保留。"
fi
touch "$stamp"
