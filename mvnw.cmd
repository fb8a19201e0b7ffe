@echo off
rem mvnw for Windows 10 and later: runs the Maven release this project is built with, and fetches it once if it is not there.
rem MVNW_REPOURL names another Maven repository, MAVEN_USER_HOME another folder than .m2 in the user's profile.
setlocal
set "version=3.9.11"
set "sha512=bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978"

set "maven=%USERPROFILE%\.m2"
if defined MAVEN_USER_HOME set "maven=%MAVEN_USER_HOME%"
set "maven=%maven%\wrapper\dists\apache-maven-%version%-bin"

if not defined JAVA_HOME goto java_on_path
if exist "%JAVA_HOME%\bin\javac.exe" goto java_found
goto no_java
:java_on_path
where /q javac.exe
if errorlevel 1 goto no_java
:java_found
where /q npm.cmd
if errorlevel 1 goto no_node
node "%~dp0.ci\node-version.cjs"
if errorlevel 1 exit /b 1

rem The words of the command line; the SBOM plugin refuses to run offline.
set "sbom="
set "tests="
set "skipped="
for %%a in (%*) do (
  if "%%~a"=="-o" set "sbom=-Dsbom.skip"
  if "%%~a"=="--offline" set "sbom=-Dsbom.skip"
  if "%%~a"=="verify" set "tests=yes"
  if "%%~a"=="install" set "tests=yes"
  if "%%~a"=="deploy" set "tests=yes"
  if "%%~a"=="-DskipTests" set "skipped=yes"
  if "%%~a"=="-Dmaven.test.skip" set "skipped=yes"
)
if defined tests if not defined skipped goto no_tests

if exist "%maven%\bin\mvn.cmd" goto run
call :install
if errorlevel 1 exit /b 1
:run
call "%maven%\bin\mvn.cmd" %sbom% %*
exit /b %ERRORLEVEL%

:install
rem The Maven project's own domain.
set "domain=maven.apache.org"
set "repository=https://repo.%domain%/maven2"
if defined MVNW_REPOURL set "repository=%MVNW_REPOURL%"
set "url=%repository%/org/apache/maven/apache-maven/%version%/apache-maven-%version%-bin.tar.gz"
set "fresh=%maven%.%RANDOM%%RANDOM%"
mkdir "%fresh%"
if errorlevel 1 exit /b 1
echo Fetching Maven %version% 1>&2
rem By full path, because Git for Windows brings another tar, which takes C: for a machine's name.
"%SystemRoot%\System32\curl.exe" --fail --silent --show-error --location --output "%fresh%\maven.tar.gz" "%url%"
if errorlevel 1 goto not_installed
set "sum="
for /f "skip=1 delims=" %%s in ('certutil -hashfile "%fresh%\maven.tar.gz" SHA512') do if not defined sum set "sum=%%s"
set "sum=%sum: =%"
if /i not "%sum%"=="%sha512%" echo What %url% sent is not Maven %version%: the checksum differs 1>&2
if /i not "%sum%"=="%sha512%" goto not_installed
"%SystemRoot%\System32\tar.exe" -xzf "%fresh%\maven.tar.gz" -C "%fresh%"
if errorlevel 1 goto not_installed
rem Another build may have been faster; its copy is as good.
if not exist "%maven%" move "%fresh%\apache-maven-%version%" "%maven%" >nul
rmdir /s /q "%fresh%"
if exist "%maven%\bin\mvn.cmd" exit /b 0
echo Maven %version% could not be put into %maven% 1>&2
exit /b 1

:not_installed
rmdir /s /q "%fresh%"
exit /b 1

:no_java
echo A JDK is needed, version 17 or later; JAVA_HOME names its folder. 1>&2
exit /b 1

:no_node
echo Node.js with npm is needed, version 20 from 20.19, 22 from 22.13, or 24 and later. 1>&2
exit /b 1

:no_tests
echo The tests need a Unix system. On Windows give -DskipTests. 1>&2
exit /b 1
